// Searches what search-id.js or search-en.js and the shelves search-1.js, search-2.js … bring. Words are compared by
// their stems; one that nothing has is taken as the beginning of a word, or as a slip. All results are written as text.
(function () {
  "use strict";
  const form = document.getElementById("search");
  const known = window.litkgWords;
  if (!form || !known || !window.MiniSearch) return;
  const SORTS = ["findings", "concepts", "papers", "quotes"];
  const FIRST = { findings: 6, concepts: 5, papers: 6, quotes: 10 };
  const MORE = 50;
  const LONGEST = 700; // characters of a text that are shown
  const LONGEST_LINE = 200; // characters of a name below it
  const words = document.getElementById("results").dataset;
  const root = form.dataset.root;
  const shelves = Number(form.dataset.shelves);
  const box = document.getElementById("q");
  const small = new Set(words.small.split(" "));
  const documents = [];
  let topics = [];
  let read = 0;

  const index = new window.MiniSearch({
    fields: ["title", "names", "text"],
    tokenize: known.tokens,
    processTerm: known.indexed,
    searchOptions: { processTerm: null, tokenize: null }
  });
  const asIs = {
    tokenize: function (word) {
      return [word];
    },
    processTerm: function (word) {
      return word;
    },
    boost: { title: 3, names: 2 },
    boostDocument: function (id) {
      return documents[id].page ? 1 : 0.6; // what this literature does not discuss comes after what it does
    }
  };

  // Reading: each part is put into the index in small bites, so that the page answers meanwhile.

  function take(part) {
    known.learn(part.stems);
    topics = part.topics || topics;
    const first = documents.length;
    function put(sort, entry) {
      documents.push(Object.assign({ id: documents.length, sort: sort }, entry));
    }
    ["findings", "concepts"].forEach(function (sort) {
      (part[sort] || []).forEach(function (entry) {
        put(sort, entry);
      });
    });
    (part.papers || []).forEach(function (paper) {
      paper.cite = paper.cite.replace(" et al.", " " + document.body.dataset.others);
      put("papers", { title: paper.title, names: paper.cite + " " + paper.authors, text: paper.source, page: paper.page, paper: paper });
      paper.quotes.forEach(function (quote) {
        const place = paper.page + "#ev-" + quote[0] + "-" + quote[1];
        put("quotes", { text: quote[2], page: place, paper: paper, topics: quote[3] });
      });
    });
    return index.addAllAsync(documents.slice(first), { chunkSize: 200 });
  }
  function load(number) {
    if (number > shelves) return finished();
    const script = document.createElement("script");
    script.src = root + "assets/search-" + number + ".js";
    script.onload = function () {
      take(window.litkgSearch.shift()).then(function () {
        read = number;
        refresh();
        load(number + 1);
      });
    };
    script.onerror = finished;
    document.head.append(script);
  }
  function finished() {
    refresh();
    form.dataset.ready = "true";
  }

  // Asking.

  function ask(query) {
    const first = known.asking(query, small).map(known.wanted);
    if (!first.length) return { hits: [], note: "" };
    const exact = first.every(function (one) {
      return typeof one === "string";
    });
    let hits = index.search({ combineWith: "AND", queries: first }, asIs);
    let note = exact ? "" : words.near;
    if (!hits.length && first.length > 1) {
      hits = index.search({ combineWith: "OR", queries: first }, asIs);
      note = words.some;
    }
    return { hits: hits, note: hits.length ? note : "" };
  }

  // Showing.

  function short(text) {
    return text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) + " …" : text;
  }
  function marked(element, text, terms) {
    let shown = text;
    const places = Array.from(text.matchAll(known.TOKEN)).filter(function (found) {
      return terms.has(known.stem(found[0]));
    });
    let from = 0;
    if (text.length > LONGEST) {
      from = places.length ? Math.max(0, Math.min(places[0].index - 200, text.length - LONGEST)) : 0;
      shown = text.slice(0, from + LONGEST);
    }
    if (from) element.append("… ");
    places.forEach(function (found) {
      const end = found.index + found[0].length;
      if (found.index < from || end > shown.length) return;
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      element.append(shown.slice(from, found.index), mark);
      from = end;
    });
    element.append(shown.slice(from), shown.length < text.length ? " …" : "");
    return element;
  }
  function made(name, look, text) {
    const element = document.createElement(name);
    if (look) element.className = look;
    if (text) element.textContent = text;
    return element;
  }
  function linked(entry, text, terms, language) {
    const element = marked(made(entry.page ? "a" : "span"), text, terms);
    if (entry.page) element.href = entry.page;
    if (language) element.lang = language;
    return element;
  }
  // A concept that is found by another name says which.
  function otherNames(entry, terms) {
    const names = (entry.names || "").split("; ").filter(function (name) {
      return known.tokens(name).some(function (word) {
        return terms.has(known.stem(word));
      });
    });
    return marked(made("p", "meta", words.named), names.slice(0, 3).join("; "), terms);
  }
  function item(hit) {
    const entry = documents[hit.id];
    const terms = new Set(hit.terms);
    const row = made("li");
    const paper = entry.paper;
    if (entry.sort === "quotes") {
      const quote = made("blockquote", "quote");
      const line = made("p");
      line.append(linked(entry, entry.text, terms));
      if (paper.language) quote.lang = paper.language;
      quote.append(line);
      const about = entry.topics.map(function (number) {
        return topics[number];
      });
      row.append(quote, made("p", "meta", [paper.cite].concat(about).map(short).join(" · ")));
      return row;
    }
    const head = made("h3");
    head.append(linked(entry, entry.title, terms, paper && paper.language));
    row.append(head);
    if (paper) {
      row.append(marked(made("p", "meta"), paper.authors, terms), marked(made("p", "meta"), paper.source, terms));
    } else {
      const text = marked(made("p"), entry.text, terms);
      row.append(made("p", "meta", entry.about), text);
      if (!head.querySelector("mark") && !text.querySelector("mark")) row.append(otherNames(entry, terms));
      if (!entry.page) row.append(made("p", "meta", words.unused));
    }
    return row;
  }
  function fill(section, hits, shown) {
    section.hidden = !hits.length;
    const list = section.querySelector("ol");
    const button = section.querySelector("button");
    list.replaceChildren.apply(list, hits.slice(0, shown).map(item));
    const left = hits.length - shown;
    button.hidden = left <= 0;
    button.textContent = words.more.replace("{n}", Math.min(left, MORE));
    button.onclick = function () {
      fill(section, hits, shown + MORE);
      const next = list.children[shown].querySelector("a");
      if (next) next.focus();
    };
  }
  function sort() {
    return form.elements.in.value;
  }
  function show() {
    const query = box.value.trim();
    const answer = ask(query);
    const by = {};
    SORTS.forEach(function (name) {
      by[name] = answer.hits.filter(function (hit) {
        return documents[hit.id].sort === name;
      });
    });
    form.querySelectorAll("[data-count]").forEach(function (place) {
      const name = place.dataset.count;
      place.textContent = (name === "all" ? answer.hits : by[name]).length;
    });
    form.querySelector(".sorts").hidden = !query;
    let count = 0;
    document.querySelectorAll(".hits").forEach(function (section) {
      const name = section.dataset.sort;
      const alone = sort() === name;
      const hits = alone || sort() === "all" ? by[name] : [];
      count += hits.length;
      fill(section, hits, alone ? MORE : FIRST[name]);
    });
    const told = (count === 1 ? words.hitsOne : words.hits).replace("{n}", count);
    const nothing = read < shelves ? "" : words.none;
    say("status", query ? (count ? told + (answer.note ? ". " + answer.note : "") : nothing) : "");
    say("loading", query && read < shelves ? words.loading.replace("{n}", read).replace("{all}", shelves) : "");
  }
  function say(id, text) {
    const place = document.getElementById(id);
    if (place.textContent !== text) place.textContent = text;
  }
  // New shelves change the results, but not under the hands of somebody who is in them.
  function refresh() {
    if (document.getElementById("results").contains(document.activeElement)) {
      document.getElementById("results").addEventListener("focusout", function () { setTimeout(refresh); }, { once: true });
      return;
    }
    if (box.value.trim()) show();
  }

  // The address holds what is asked, and so does the link to the page in the other language.

  const other = document.querySelector("a.language");
  const there = other && other.getAttribute("href");
  function remember() {
    const asked = new URLSearchParams();
    if (box.value.trim()) asked.set("q", box.value.trim());
    if (sort() !== "all") asked.set("in", sort());
    const text = asked.toString() ? "?" + asked : "";
    history.replaceState(null, "", location.pathname + text);
    if (other) other.href = there + text;
  }
  function changed() {
    remember();
    show();
  }
  const given = new URLSearchParams(location.search);
  box.value = given.get("q") || "";
  if (SORTS.includes(given.get("in"))) form.elements.in.value = given.get("in");
  let waiting = 0;
  box.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 150);
  });
  form.addEventListener("change", changed);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    changed();
  });
  if (other) remember();
  take(window.litkgSearch.shift()).then(function () {
    refresh();
    requestAnimationFrame(function () {
      setTimeout(load, 0, 1);
    });
  });
})();
