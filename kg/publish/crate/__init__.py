"""A build packed as a research object (RO-Crate 1.1), for a repository of data or an attachment to an article."""
