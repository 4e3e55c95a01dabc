"""How fast background work goes: the person's choice, power, heat, other programs."""
