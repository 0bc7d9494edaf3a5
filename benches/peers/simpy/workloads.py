"""The reference workloads in SimPy, a process for each person: W1 (M/M/10) and W2 (referral pathway).

`workloads.py W2 3` runs round 3 of W2 and prints one line of JSON. What the systems are is said in
benches/workloads/mm10/mod.rs and benches/workloads/pathway/mod.rs.
"""

import json
import math
import random
import sys
import time

import simpy

PEOPLE = 1_000_000
REPLICATES = 20
DAYS = 7305


def mm10(seed):
    draw = random.Random(seed)
    env = simpy.Environment()
    servers = simpy.Resource(env, capacity=10)
    waited = busy = 0.0
    events = 0

    def person():
        nonlocal waited, busy, events
        arrived = env.now
        events += 1
        with servers.request() as server:
            yield server
            waited += env.now - arrived
            service = draw.expovariate(1.0)
            busy += service
            yield env.timeout(service)
            events += 1

    def arrivals():
        for number in range(PEOPLE):
            if number > 0:
                yield env.timeout(draw.expovariate(9.5))
            env.process(person())

    env.process(arrivals())
    env.run()
    return events, {"mean wait": waited / PEOPLE, "utilisation": busy / (10 * env.now)}


def lognormal_parameters(mean, sd):
    variance = math.log(1 + (sd / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


TRIAGE_DELAY = lognormal_parameters(7.0, 5.0)
SPECIALIST_SERVICE = lognormal_parameters(180.0, 120.0)


def pathway(seed):
    draw = random.Random(seed)
    env = simpy.Environment()
    team = simpy.Resource(env, capacity=70)
    specialist = simpy.Resource(env, capacity=60)
    team_waits, specialist_waits = [], []
    exits = dict.fromkeys(
        ["signposted", "unmet", "gave up", "dropped out", "completed", "stepped up",
         "specialist service ended"], 0)  # fmt: skip
    events = 0

    def child():
        nonlocal events
        events += 1
        yield env.timeout(draw.lognormvariate(*TRIAGE_DELAY))
        events += 1
        severity = draw.betavariate(2, 3)
        if severity < 0.25:
            exits["signposted"] += 1
        elif severity < 0.6 or (severity < 0.75 and draw.random() < 0.3):
            yield from treatment()
        elif severity < 0.75:
            exits["unmet"] += 1
        else:
            yield from specialist_service()

    def treatment():
        nonlocal events
        since = env.now
        with team.request() as place:
            if not place.triggered:
                yield place | env.timeout(draw.expovariate(1 / 200))
                if not place.triggered:
                    events += 1
                    exits["gave up"] += 1
                    return
            team_waits.append(env.now - since)
            for _ in range(8):
                yield env.timeout(7)
                events += 1
                if draw.random() >= 0.15 and draw.random() < 0.02:
                    exits["dropped out"] += 1
                    return
        if draw.random() < 0.15:
            exits["stepped up"] += 1
            yield from specialist_service()
        else:
            exits["completed"] += 1

    def specialist_service():
        nonlocal events
        since = env.now
        with specialist.request() as place:
            yield place
            specialist_waits.append(env.now - since)
            yield env.timeout(draw.lognormvariate(*SPECIALIST_SERVICE))
            events += 1
            exits["specialist service ended"] += 1

    def referrals():
        while True:
            yield env.timeout(draw.expovariate(2.0))
            env.process(child())

    env.process(referrals())
    env.run(until=DAYS)
    results = {}
    for name, waits in [("team", team_waits), ("specialist", specialist_waits)]:
        waits.sort()
        results[f"{name}: mean wait"] = sum(waits) / len(waits)
        results[f"{name}: median wait"] = math.floor(waits[math.ceil(0.5 * len(waits)) - 1])
        results[f"{name}: 90th percentile"] = math.floor(waits[-(-9 * len(waits) // 10) - 1])
    return events, results | exits


def main():
    workload, turn = sys.argv[1], int(sys.argv[2])
    start = time.perf_counter()
    if workload == "W1":
        outcomes = [mm10(turn)]
    else:
        outcomes = [pathway(seed) for seed in range(turn * REPLICATES, (turn + 1) * REPLICATES)]
    seconds = time.perf_counter() - start
    events = sum(events for events, _ in outcomes)
    results = [results for _, results in outcomes]
    print(json.dumps({"events": events, "seconds": seconds, "results": results}))


main()
