"""`casefile same-name`: two names or a file of pairs, no vault."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("one", "other", "verdict", "why"),
    [
        ("Бокаев", "Bokayev", "same", "spellings of one name"),
        ("Қасым-Жомарт Тоқаев", "Kassym-Jomart Kemelevich Tokayev", "same", "Kemelevich"),
        ("Kushakbayev", "Kushanbayev", "different", "two names"),
        ("Abishev", "Abisheva", "different", "woman"),
        ("A. Abishev", "Asset Abishev", "different", "may be the same"),
        ("Асет Болатович Абишев", "Асет Маратович Абишев", "different", "Маратович"),
        ("123", "Max", "different", "no name"),
    ],
)
def test_two_names(run, one, other, verdict, why):
    answer = run("same-name", one, other)
    assert answer.code == 0, answer.err
    said, score, sentence = answer.out.rstrip("\n").split("\t")
    assert (said, 0 <= float(score) <= 1) == (verdict, True)
    assert why in sentence


def test_json_of_two_names(run):
    answer = run("same-name", "Marat", "Murat", "--json")
    assert answer.json["verdict"] == "different"
    assert answer.json["why"] == "“Marat” and “Murat” are two names."


def test_a_file_of_pairs(run, tmp_path):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("﻿Бокаев\tBokayev\tsame\r\n\nMarat\tMurat\n", "utf-8")
    answer = run("same-name", "--file", pairs)
    assert answer.code == 0, answer.err
    assert answer.out == "Бокаев\tBokayev\tsame\t1.00\nMarat\tMurat\tdifferent\t0.40\n"


def test_a_line_that_is_no_pair_is_named_and_the_others_answered(run, tmp_path):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("Marat\tMurat\nalone\n\tnobody\nAbai\tAbay\n", "utf-8")
    answer = run("same-name", "--file", pairs)
    assert answer.code == 1
    assert [line.split("\t")[2] for line in answer.out.splitlines()] == ["different", "same"]
    first, second = answer.err.splitlines()
    assert "Line 2" in first
    assert "Line 3" in second
    answer = run("same-name", "--file", pairs, "--json")
    assert [(each["line"], each["verdict"]) for each in answer.json] == [(1, "different"), (4, "same")]


@pytest.mark.parametrize("words", [[], ["Max"], ["Max", "Max", "Max"], ["Max", "--file", "pairs.tsv"]])
def test_what_is_no_pair_is_wrong_usage(run, words):
    answer = run("same-name", *words)
    assert answer.code == 2
    assert "give two names, or --file with a file of pairs" in answer.err


def test_a_file_that_is_no_text_or_not_there(run, tmp_path):
    pairs = tmp_path / "pairs.tsv"
    assert run("same-name", "--file", pairs).err.endswith("No such file or directory.\n")
    pairs.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in run("same-name", "--file", pairs).err
