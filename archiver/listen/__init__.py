"""Be told instead of asking: what publishers and hubs say at an endpoint of this program.

It is off unless `[listen]` declares it. What is said there makes addresses of declared sources due sooner,
and nothing else: every visit still passes scope, robots.txt, the gate and the guard.

Numbers that name no source are chosen; nothing was measured for them alone.
"""
