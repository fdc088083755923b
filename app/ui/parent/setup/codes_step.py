"""The codes: made when the step is first shown, on screen until somebody says they are kept."""

from __future__ import annotations

from app.ui.parent.codes import CodesView
from app.ui.parent.line import Refusal
from app.ui.parent.operations import Did, Operations
from app.ui.parent.parts.fluent import check
from app.ui.parent.refused import refused_text
from app.ui.parent.setup.draft import Draft
from app.ui.parent.setup.step import Step
from app.ui.shared.look import Look


class CodesStep(Step):
    """Goes on only when the codes were put away: there is no second look at them."""

    def __init__(self, look: Look, draft: Draft, operations: Operations) -> None:
        """Nothing is made before the step is shown."""
        super().__init__(look, draft, "codes")
        self._operations = operations
        self.view: CodesView | None = None
        self._asked = False
        self.kept = check(look, look.say("setup.codes.kept"), self._tick)

    def begin(self) -> None:
        """Make the codes, once."""
        if self.draft.codes is not None:
            self._show()
        elif not self._asked:
            self._asked = True
            operation = self._operations.new_codes()
            operation.did.connect(self._made)
            operation.refused.connect(self._refused)
        self.changed()

    def can_go(self) -> bool:
        """They are there, and put away."""
        return self.draft.codes is not None and self.draft.codes_kept

    def _made(self, did: Did) -> None:
        self.draft.codes = did.made
        self._show()

    def _show(self) -> None:
        if self.view is not None or self.draft.codes is None:
            return
        self.view = CodesView(self.look, self.draft.codes)
        self.view.kept.connect(self._was_kept)
        self.view.failed.connect(self._not_kept)
        self.content.addWidget(self.view)
        self.content.addWidget(self.kept)
        self.kept.setChecked(self.draft.codes_kept)

    def _was_kept(self) -> None:
        self.say("bamboo", self.look.say("codes.done"))
        self.kept.setChecked(True)

    def _not_kept(self, why: str) -> None:
        self.say("son", why)

    def _tick(self, ticked: bool) -> None:
        self.draft.codes_kept = ticked
        self.changed()

    def _refused(self, refusal: Refusal) -> None:
        self._asked = False
        self.say("son", *refused_text(self.look, refusal))
