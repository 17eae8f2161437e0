"""What a script draws, and what of it a picture may hold: for workers that run plug-ins."""

from gnomon.visuals.running import ScriptFailed as ScriptFailed
from gnomon.visuals.running import drawn_by as drawn_by
from gnomon.visuals.svg import NotAllowed as NotAllowed
from gnomon.visuals.svg import sanitised as sanitised
