"""Any sequence of edits, conflicts and rollbacks leaves records and audit as a plain model says."""

import contextlib
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from dampingan.records.errors import ConflictError, InvalidRecordError
from dampingan.records.models import Program
from dampingan.records.store import RecordStore
from tests.records.conftest import NewUrl
from tests.records.jobs import programme
from tests.records.replay import audit_lines, consistent

pagus = st.none() | st.integers(0, 10**15)
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20).filter(
    lambda name: sum(c.isdigit() for c in name) < 16
)
people = st.sampled_from(["bappeda", "dinsos", "camat"])


@dataclass
class Expected:
    """What the model holds of one record."""

    pagu: int | None
    versi: int


class Edits(RuleBasedStateMachine):
    """People who add, change and remove programmes, some from a stale page, some in a batch that fails."""

    new_url: NewUrl
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.store = RecordStore(type(self).new_url())
        self.model: dict[str, Expected] = {}
        self.acknowledged = 0

    def teardown(self) -> None:
        self.store.close()
        type(self).new_url.done()

    @rule(target=ids, pagu=pagus, name=names, who=people)
    def add(self, pagu: int | None, name: str, who: str) -> str:
        with self.store.session(oleh=who) as unit:
            added = unit.add(programme(name, pagu))
        self.model[added.id] = Expected(pagu, 1)
        self.acknowledged += 1
        return added.id

    @rule(record=ids, pagu=pagus, behind=st.integers(0, 2), who=people)
    def change(self, record: str, pagu: int | None, behind: int, who: str) -> None:
        there = self.model.get(record)
        versi = (there.versi if there else 1) - behind
        try:
            with self.store.session(oleh=who) as unit:
                unit.change(Program, record, versi, {"pagu": pagu})
        except ConflictError:
            assert there is None or behind > 0
            return
        assert there is not None
        assert behind == 0
        changed = there.pagu != pagu
        self.model[record] = Expected(pagu, versi + changed)
        self.acknowledged += changed

    @rule(record=consumes(ids), behind=st.integers(0, 1), who=people)
    def remove(self, record: str, behind: int, who: str) -> None:
        there = self.model.get(record)
        try:
            with self.store.session(oleh=who) as unit:
                unit.remove(Program, record, (there.versi if there else 1) - behind)
        except ConflictError:
            assert there is None or behind > 0
            return
        assert behind == 0
        del self.model[record]
        self.acknowledged += 1

    @rule(record=ids, pagu=pagus, good=st.integers(0, 3), who=people)
    def batch_that_fails(self, record: str, pagu: int | None, good: int, who: str) -> None:
        there = self.model.get(record)
        with contextlib.suppress(InvalidRecordError, ConflictError), self.store.session(oleh=who) as unit:
            unit.add_all([programme("baris", pagu) for _ in range(good)])
            unit.change(Program, record, there.versi if there else 1, {"pagu": pagu, "satuan": "unit"})
            unit.add(programme("salah", -1))

    @invariant()
    def records_and_audit_agree_with_the_model(self) -> None:
        held = consistent(self.store)
        assert {key[1]: Expected(r["pagu"], r["versi"]) for key, r in held.items()} == self.model
        assert len(audit_lines(self.store)) == self.acknowledged


def test_any_sequence_of_edits_leaves_records_and_audit_consistent(new_url: NewUrl) -> None:
    machine = type("EditsHere", (Edits,), {"new_url": new_url})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
