"""A notifier that checkpoints are posted to: whoever reads it has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from archiver.errors import ConfigError, NotifyError, WitnessError
from archiver.witness.witnessing import Asked, Files, Surroundings, Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted(Witness):
    """Options: `notifier`, the name of one that is declared."""

    name: str
    notifier: str
    surroundings: Surroundings

    @classmethod
    def open(cls, name: str, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options; nothing is posted.

        Raises:
            ValueError: no notifier is named.
        """
        if "notifier" not in options:
            raise ValueError("it needs the name of a notifier")
        return cls(name=name, notifier=options["notifier"], surroundings=surroundings)

    def attest(self, asked: Asked) -> Files:
        """Post a checkpoint; nothing comes back that could be kept.

        Raises:
            WitnessError: the notifier did not take it.
        """
        try:
            self.surroundings.post(self.notifier, asked.note)
        except (NotifyError, ConfigError) as error:
            raise WitnessError(self.name, str(error)) from error
        return {}
