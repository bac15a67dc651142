"""How a content stands to its cue in, its frame out: the table of frames, with what is asked of each.

A frame's name is part of the names of the choice model's features (``models/weights.json``): whoever changes one
trains the model anew. Nothing takes a name apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Frame:
    """What a content is to its cue: a clause that the cue reports, a mere stretch of words, or anything else."""

    name: str
    is_clause: bool = False
    is_stretch: bool = False

    def outer(self) -> Frame:
        """The same content, with the subject of a clause further out as its source."""
        return replace(self, name=f"{self.name}, outer")

    def with_patient(self) -> Frame:
        """The content together with the subject of the passive: "Bell was alleged by coaches to have laughed"."""
        return Frame(f"patient and {self.name}")


CLAUSE = Frame("clause", is_clause=True)
CLAUSE_ALONE = Frame("clause alone", is_clause=True)
"""Without the verbs that the parse coordinates with it."""
CLAUSE_BEFORE = Frame("clause before", is_clause=True)
CLAUSE_BESIDE = Frame("clause beside", is_clause=True)
"""One that the parse ties loosely to the cue: "Bell said: the road is closed"."""
CLAUSE_TO_PARTICIPLE = Frame("clause to participle", is_clause=True)
CLAUSE_TO_THE_END = Frame("clause to the end", is_clause=True)
INFINITIVE = Frame("infinitive")
OBJECT = Frame("object")
OBJECT_AND_REST = Frame("object and rest")
OBJECT_AND_INFINITIVE = Frame("object and infinitive")
PREPOSITION = Frame("preposition")
ADVERBIAL = Frame("adverbial")
HOST = Frame("host clause")
"""The clause that a cue clause or "according to" hangs on."""
ALL_BEFORE = Frame("all before")
ALL_AROUND = Frame("all around")
ANTECEDENT = Frame("antecedent")
"""The noun of a relative clause: "the reason he gave"."""
REST = Frame("rest")
RAISED = Frame("raised")
"""The subject of "is believed", "seems" with what stands first behind the cue."""
RAISED_AND_REST = Frame("raised and rest")
PATIENT = Frame("patient")
PATIENT_AND_REST = Frame("patient and rest")
QUOTATION = Frame("quotation")
BEHIND_COLON = Frame("colon")
UNANSWERED = Frame("no comment")


def stretch(end: str, after_preposition: bool) -> Frame:
    """The words behind a cue up to a place of the kind ``end``."""
    return Frame(f"stretch to {end}" + (" after preposition" if after_preposition else ""), is_stretch=True)


def tagged(content: str, variant: str, source: str) -> Frame:
    """A content of the sequence tagger: where it and the source stand to the cue, and how its end was moved."""
    return Frame(f"tagged {content}{variant}, source {source}")
