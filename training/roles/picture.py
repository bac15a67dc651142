"""Judged mentions in, a picture of how often roles were right by what was said of them out, as SVG."""

from collections.abc import Sequence

import altair as alt
import pandas as pd
import vl_convert as vlc

from training.roles.fit import Judged, bands

SIZE = 320
"""Width and height of the picture, in pixels."""


def reliability_picture(mentions: Sequence[Judged]) -> str:
    """A reliability diagram (DeGroot and Fienberg 1983): confidence against the share right, one point a band.

    On the diagonal both are the same; the larger a point, the more mentions are in its band.
    """
    points = pd.DataFrame(bands(mentions)).rename(columns={"number": "mentions"})
    scale = alt.Scale(domain=[0, 1])
    diagonal = alt.Chart(pd.DataFrame({"said": [0, 1], "right": [0, 1]})).mark_line(color="#999999", strokeDash=[4, 4])
    x = alt.X("said", scale=scale, title="what the toolkit said (role_confidence)")
    y = alt.Y("right", scale=scale, title="what was right")
    drawn = alt.Chart(points).mark_line(color="#0072b2").encode(x, y)
    sized = alt.Chart(points).mark_circle(color="#0072b2", opacity=1).encode(x, y, alt.Size("mentions"))
    picture = (diagonal.encode(x, y) + drawn + sized).properties(width=SIZE, height=SIZE)
    return str(vlc.vegalite_to_svg(picture.to_dict()))
