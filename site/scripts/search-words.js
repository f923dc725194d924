// Words as the search knows them: cut, without accents, in small letters, brought to the stems that the build gives.
(function () {
  "use strict";
  const MOST_WORDS = 12;
  const MOST_NEAR = 40;
  const LONGEST_WORD = 40;
  const LONGEST_QUERY = 300;
  const TOKEN = /[\p{L}\p{N}\p{M}]+/gu;
  const stems = new Map();
  const seen = new Set();

  function plain(word) {
    return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }
  function stem(word) {
    const small = plain(word);
    return stems.get(small) || small;
  }
  function tokens(text) {
    return text.match(TOKEN) || [];
  }

  // Whether two words differ by so many letters at most: put in, left out or changed.
  function alike(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return false;
    let line = Array.from({ length: other.length + 1 }, function (_, place) {
      return place;
    });
    for (let row = 1; row <= one.length; row += 1) {
      const next = [row];
      for (let place = 1; place <= other.length; place += 1) {
        const changed = line[place - 1] + (one[row - 1] === other[place - 1] ? 0 : 1);
        next.push(Math.min(changed, line[place] + 1, next[place - 1] + 1));
      }
      if (Math.min.apply(null, next) > most) return false;
      line = next;
    }
    return line[other.length] <= most;
  }
  // The stems of the words that begin like this one, else of those that it may be a slip for: "pelayannan".
  function near(word) {
    const begun = new Set();
    const slips = new Set();
    const most = word.length < 6 ? 1 : 2;
    stems.forEach(function (term, known) {
      if (known.startsWith(word)) begun.add(term);
      else if (!begun.size && word.length > 3 && known[0] === word[0] && alike(word, known, most)) slips.add(term);
    });
    return Array.from(begun.size ? begun : slips).slice(0, MOST_NEAR);
  }
  function wanted(word) {
    const term = stem(word);
    if (seen.has(term)) return term;
    const short = plain(word).slice(0, LONGEST_WORD);
    const itself = { queries: [short], prefix: true, fuzzy: short.length > 3 ? 0.2 : false, combineWith: "OR" };
    return { combineWith: "OR", queries: [itself].concat(near(short)) };
  }

  // Small words are asked for only where there is nothing else: "kendala di jaringan" need not have its "di".
  function asking(query, small) {
    const all = tokens(query.slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS);
    const large = all.filter(function (word) {
      return !small.has(plain(word));
    });
    return large.length ? large : all;
  }

  window.litkgWords = {
    TOKEN: TOKEN,
    tokens: tokens,
    stem: stem,
    learn: function (found) {
      Object.entries(found).forEach(function (pair) {
        stems.set(pair[0], pair[1]);
      });
    },
    indexed: function (word) {
      const term = stem(word);
      seen.add(term);
      return term;
    },
    wanted: wanted,
    asking: asking
  };
})();
