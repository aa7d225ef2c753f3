"""Learn the weights by which the reader judges parts that its rules left out.

    python -m benchmarks.reader.training [--pages FOLDER] [--write]

Prints what the weights earn on domains they were not learnt from; with `--write`, learns them from all pages
and writes `archiver/normalize/body/weights.json`. Needs scikit-learn (`pip install article-archiver[bench]`).
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archiver.normalize.body.ground import Ground, scattered
from archiver.normalize.body.judging import by_rules
from archiver.normalize.body.parts import Part
from archiver.normalize.body.traits import Traits, column_of, traits_of
from archiver.normalize.body.weighing import LIKELY, Weights, is_weighed
from archiver.normalize.decode import decode
from archiver.normalize.page.soup import parse
from archiver.normalize.page.structured import gather
from archiver.normalize.page.walk import Line, walk
from archiver.normalize.reader import begin, with_dek
from benchmarks.reader.cases import FOLDS, NOWHERE, Case, cases, fold_of, markup
from benchmarks.reader.scores import WORD, flat, shingles

WEIGHTS = Path(__file__).parents[2] / "archiver/normalize/body/weights.json"

SETS = ("fundus", "misinformation", "scrapinghub", "wcxb")
"""Sets whose whole text is known, by people or by a parser of that site."""

TREES, LEAVES, RATE, FEWEST = 60, 5, 0.15, 30
"""How many trees, leaves of each, how much each counts, fewest parts of a leaf; more won nothing in folds."""

MOST = 0.3
"""Most that one part counts, as a share of its page's text; a page that is one part says no more."""


@dataclass(frozen=True, slots=True)
class Example:
    """A part that rules left out."""

    corpus: str
    fold: int
    traits: Traits
    text: bool  # most of its words are in the text that is known
    counts: float  # its words as a share of the page's text


def examples_of(case: Case, parts: Sequence[Part], ground: Ground) -> Iterator[Example]:
    """Give the parts of one page that rules left out."""
    gold = "\n".join(flat(block["text"]) for block in case["expected"]["blocks"])
    known, spelt = shingles(gold), {flat(block["text"]) for block in case["expected"]["blocks"]}
    whole = len(WORD.findall(gold)) or 1
    column = column_of(parts, ground)
    for place, part in enumerate(parts):
        words = sum(len(WORD.findall(line.text)) for line in part.lines)
        if not words or not is_weighed(part):
            continue
        found = sum(_found(line, known, spelt) for line in part.lines)
        yield Example(
            corpus=case["corpus"],
            fold=fold_of(case),
            traits=traits_of(column, place),
            text=2 * found >= words,
            counts=min(words / whole, MOST),
        )


def _found(line: Line, known: Counter[tuple[str, ...]], spelt: set[str]) -> int:
    """Return how many words of a line stand in the known text; a few words may do so by chance."""
    text = flat(line.text)
    words = WORD.findall(text)
    told = shingles(text)
    if text in spelt:
        return len(words)
    return len(words) if len(words) > 3 and 0.6 * len(told) <= sum(each in known for each in told) else 0


def examples(folder: Path) -> Iterator[Example]:
    """Give the parts that rules left out, of all pages whose text is known."""
    for corpus in SETS:
        for case in cases(folder, corpus):
            if "blocks" not in case["expected"]:
                continue
            url = case["url"] or NOWHERE
            page = walk(parse(decode(markup(case), None), url), url)
            draft = with_dek(begin(page, gather(page)))
            if draft.ground is None:
                continue
            title = draft.title.line
            ground = scattered(draft.ground, page.lines, title)
            yield from examples_of(case, by_rules(page.lines, ground, title), ground)


def learn(found: Sequence[Example]) -> Weights:
    """Return the weights: the likelihood before anything is known, and trees whose leaves are added to it."""
    from sklearn.ensemble import GradientBoostingClassifier

    names = list(found[0].traits)
    model = GradientBoostingClassifier(
        n_estimators=TREES, max_leaf_nodes=LEAVES, learning_rate=RATE, min_samples_leaf=FEWEST, random_state=0
    )
    rows = [[float(each.traits[name]) for name in names] for each in found]
    model.fit(rows, [each.text for each in found], sample_weight=weights_of(found))
    _, prior = model.init_.class_prior_
    trees = [_plain(tree[0].tree_, 0, names) for tree in model.estimators_]
    return {"base": round(math.log(prior / (1 - prior)), 4), "trees": trees}


def weights_of(found: Sequence[Example]) -> list[float]:
    """Return how much each example counts: by its words, and so that no set swamps the others."""
    pages = Counter(each.corpus for each in found)
    return [each.counts / pages[each.corpus] ** 0.5 for each in found]


def _plain(tree: Any, node: int, names: list[str]) -> Any:
    """Return a tree as nested lists: trait, most for the left, left, right; a leaf is a number."""
    if tree.children_left[node] < 0:
        return round(RATE * float(tree.value[node][0][0]), 4)
    return [
        names[tree.feature[node]],
        round(float(tree.threshold[node]), 4),
        _plain(tree, tree.children_left[node], names),
        _plain(tree, tree.children_right[node], names),
    ]


def report(found: Sequence[Example]) -> None:
    """Print, by set, what is put back on domains that nothing was learnt from: text, and what is none."""
    from archiver.normalize.body.weighing import likelihood

    back: dict[str, Counter[bool]] = {}
    left: dict[str, Counter[bool]] = {}
    for fold in range(FOLDS):
        learnt = learn([each for each in found if each.fold != fold])
        for each in (each for each in found if each.fold == fold):
            where = back if likelihood(each.traits, learnt) >= LIKELY else left
            where.setdefault(each.corpus, Counter())[each.text] += 1
    columns = ("text, put back", "text, not", "else, put back", "else, not")
    print(f"{'parts left out by rules':<26}" + "".join(f"{column:>16}" for column in columns))
    for corpus in SETS:
        one, other = back.get(corpus, Counter()), left.get(corpus, Counter())
        print(f"{corpus:<26}{one[True]:>16}{other[True]:>12}{one[False]:>16}{other[False]:>12}")


def write(learnt: Weights) -> None:
    """Write the weights, a tree a line."""
    trees = ",\n".join(json.dumps(tree, ensure_ascii=False) for tree in learnt["trees"])
    WEIGHTS.write_text(f'{{"base": {learnt["base"]}, "trees": [\n{trees}\n]}}\n', "utf-8")


def main(found: Iterable[Example] | None = None) -> None:
    """Parse the command line, learn, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reader.training", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--pages", type=Path, default=Path("../shared/pages"), help="folder of cases")
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all pages")
    options = parser.parse_args()
    learnt_from = list(found or examples(options.pages))
    report(learnt_from)
    if options.write:
        write(learn(learnt_from))


if __name__ == "__main__":
    main()
