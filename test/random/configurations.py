# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""In which ways random kernels are built and run, and which of the seeds take part in each."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Configuration:
    """Flags of lorchacc, and what the environment of the run has."""
    flags: tuple
    environment: dict = field(default_factory=dict)

    @property
    def on_opencl(self):
        return self.environment.get("LORCHA_BACKEND") == "opencl"


OPENCL = {"LORCHA_BACKEND": "opencl", "LORCHA_OPENCL_OPTIONS": "-cl-opt-disable"}
# Nine tenths of the time go into the host compiler's optimiser, so what does without is what all seeds can go through.
CONFIGURATIONS = {
    "default": Configuration(("-O2",)),
    "unoptimised": Configuration(("-O0",)),
    "gcc": Configuration(("-O2", "-ccbin", "g++")),
    "fiber": Configuration(("-O1", "--force-form=fiber")),
    "unoptimised-fiber": Configuration(("-O0", "--force-form=fiber")),
    "sanitized": Configuration(("-O0", "-Xcompiler", "-fsanitize=undefined -fno-sanitize-recover=all")),
    "addresses": Configuration(("-O0", "-Xcompiler", "-fsanitize=address -fno-sanitize-recover=all"),
                               {"ASAN_OPTIONS": "detect_leaks=0"}),
    "opencl": Configuration(("-O0",), {"LORCHA_BACKEND": "opencl"}),
    "unoptimised-opencl": Configuration(("-O0",), OPENCL),
    "minimal": Configuration(("-O0",), dict(OPENCL, LORCHA_OPENCL_HIDE="minimal")),
}


@dataclass(frozen=True)
class Selection:
    """A configuration by name, and that it has one in so many seeds."""
    name: str
    every: int = 1

    @property
    def configuration(self):
        return CONFIGURATIONS[self.name]

    def has(self, seed):
        """Spread over what the generator takes a seed's remainder for."""
        return (seed * 2654435761 >> 8) % self.every == 0


def selections(text):
    """Of "default/10,fiber"; raises ValueError for one that does not exist."""
    made = []
    for each in text.split(","):
        name, _, every = each.partition("/")
        if name not in CONFIGURATIONS:
            raise ValueError(f"no configuration '{name}'; there are {', '.join(CONFIGURATIONS)}")
        made.append(Selection(name, int(every or 1)))
    return made
