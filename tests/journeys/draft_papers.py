"""The papers of the office of the journeys that are not final yet."""

from collections.abc import Mapping

from aid.documents.paper_sandbox import shipped_source
from aid.domain.roles import Actor
from aid.services import paper_templates, papers


def draft_papers(dossier_id: int, staff: Mapping[str, Actor]) -> dict[str, int | str]:
    """A tờ trình that is still a draft, and the office's own template of it that waits for a second person."""
    source = shipped_source("proposal").replace("kính trình", "trân trọng trình")
    return {
        "paper": papers.start("proposal", dossier_id, {}, actor=staff["canbo"]),
        "template": paper_templates.save("proposal", source, base=0, note="Lời văn của phường", actor=staff["canbo"]),
        "kind_case": "proxy",
        "kind_dossier": "proposal",
        "kind_incident": "meeting",
        "kind_payout": "invitation",
    }
