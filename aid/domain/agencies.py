"""What sort of office an agency is, and where its decision numbers come from."""

from enum import StrEnum


class AgencyKind(StrEnum):
    """What sort of office an agency is."""

    WARD = "ward"
    DISTRICT = "district"
    CITY = "city"
    FRONT = "front"
    RED_CROSS = "red_cross"


class NumberSource(StrEnum):
    """Whether decision numbers are taken from our book or entered from the city's document system."""

    OURS = "ours"
    ENTERED = "entered"
