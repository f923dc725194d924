"""The pages of the site: a module for each kind of page, which yields its pages and the scripts that they load."""
