"""Make a country: ``python -m benchmarks.country FOLDER --documents 1000 --seed 1 --noise 0.02``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.country.model import Country
from benchmarks.country.writing import write_country


def main() -> None:
    """Write the texts and the truth of a country into a new folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.02, help="share of places where the scanner errs")
    given = parser.parse_args()
    start = time.perf_counter()
    try:
        country = Country(given.documents, given.seed, given.noise)
        write_country(country, given.folder)
    except FileExistsError as error:
        sys.exit(f"{error.filename}: is there already; name a new folder or remove it")
    except ValueError as error:
        sys.exit(str(error))
    spent = time.perf_counter() - start
    print(f"{given.folder}: {country.documents} documents, {country.documents / spent:.0f} a second")


if __name__ == "__main__":
    main()
