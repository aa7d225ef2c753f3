"""What each rule that leaves lines out earns and costs: text it kept out, text it lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from archiver.normalize.page.walk import Line
from archiver.normalize.reader import Observed, observe
from benchmarks.reader.cases import FOLDS, NOWHERE, Case, domain_of, fold_of, markup
from benchmarks.reader.scores import WORD, Shares, averages, flat, overlap, shingles

UNSEEN = "not looked at"
"""Why lines were left out that stand beside the article's column: no rule was asked about them."""

SHORT = 3
"""Most words of a line that may be in the text by chance."""


@dataclass(slots=True)
class Rule:
    """What one rule left out, and bodies with and without it."""

    lost: Counter[str] = field(default_factory=Counter)  # words of the expected text, by domain
    kept_out: int = 0  # words that are not expected
    lines: list[tuple[str, str]] = field(default_factory=list)  # lost: id of the case, text
    shares: dict[int, list[tuple[Shares, Shares]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, case: Case, gold: str, lines: Iterable[Line]) -> None:
        """Count lines it left out of one page."""
        expected = shingles(gold)
        for line in lines:
            words = len(WORD.findall(line.text))
            if words > SHORT and shingles(flat(line.text)) <= expected:
                self.lost[domain_of(case)] += words
                self.lines.append((case["id"], line.text))
            else:
                self.kept_out += words

    def earns(self) -> list[float]:
        """Return by how much body F1 is higher with the rule, by fold, on pages where it did something."""
        return [
            averages(used for used, _ in pairs)[2] - averages(back for _, back in pairs)[2]
            for pairs in (self.shares[fold] for fold in range(FOLDS))
        ]


def judged(found: Iterable[Case], wanted: Callable[[str], bool] = lambda _: True) -> dict[str, Rule]:
    """Return what rules left out of the pages whose text is known, and what each page were without one.

    A line is put back alone: what another rule concluded from its absence stays.
    """
    rules: dict[str, Rule] = defaultdict(Rule)
    for case in found:
        if "blocks" not in case["expected"]:
            continue
        gold = "\n".join(flat(block["text"]) for block in case["expected"]["blocks"])
        seen = observe(markup(case), case["url"] or NOWHERE)
        body = {line.index: line for lines in seen.lines for line in lines}
        used = overlap(gold, _text(body))
        for why, lines in _left_out(seen).items():
            if wanted(why):
                rules[why].add(case, gold, lines)
                if why != UNSEEN:
                    back = overlap(gold, _text(body | {line.index: line for line in lines}))
                    rules[why].shares[fold_of(case)].append((used, back))
    return dict(rules)


def _text(body: dict[int, Line]) -> str:
    return "\n".join(flat(body[index].text) for index in sorted(body))


def _left_out(seen: Observed) -> dict[str, list[Line]]:
    """Return the page's lines that are not read as anything, by the rule that left them out."""
    reading = seen.reading
    fields = {
        flat(text) for text in (reading.headline, reading.dek, *(each.text for each in reading.notices))
    }
    reasons = {line.index: why for line, why in seen.left_out}
    taken = {line.index for lines in seen.lines for line in lines}
    found: dict[str, list[Line]] = defaultdict(list)
    for line in seen.page.lines:
        if line.index not in taken and flat(line.text) not in fields:
            found[reasons.get(line.index, UNSEEN)].append(line)
    return found


def report_rules(rules: dict[str, Rule], examples: int) -> None:
    """Print what each rule costs and earns, the most expensive ones first."""
    print(f"{'rule':<28}{'words lost':>12}{'domains':>9}{'kept out':>10}   F1 earned, by fold")
    for why, rule in sorted(rules.items(), key=lambda each: -each[1].lost.total()):
        earned = "".join(f"{gain:+8.4f}" for gain in rule.earns()) if rule.shares else ""
        print(f"{why:<28}{rule.lost.total():>12}{len(rule.lost):>9}{rule.kept_out:>10}  {earned}")
        for case, text in rule.lines[:examples]:
            print(f"    {case}: {text[:100]}")
