"""The custody report of one file of evidence: a paper for people, and an annex from which a stranger checks it with public tools."""
