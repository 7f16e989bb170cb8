# Writes tests/stats.json: run in insights/ with scipy installed.
import json, math, random, statistics
from scipy import stats
import scipy
out = {"made_by": f"scipy {scipy.__version__} and Python's statistics: wilson by scipy.stats.binomtest(...).proportion_ci(method='wilson'); poisson by scipy.stats.chi2.ppf; mean by scipy.stats.t.interval; median by statistics.median with ranks from scipy.stats.binom.cdf; survival by scipy.stats.ecdf with CensoredData.right_censored; bootstrap by scipy.stats.bootstrap(method='percentile', n_resamples=9999)"}
out["wilson"] = []
for k, n in [(0, 10), (1, 10), (5, 10), (10, 10), (37, 100), (999, 1000), (12345, 50000)]:
    ci = stats.binomtest(k, n).proportion_ci(method="wilson")
    out["wilson"].append({"part": k, "of": n, "low": float(ci.low), "high": float(ci.high)})
out["poisson"] = []
for k in [0, 1, 2, 10, 57, 300, 4321, 26000]:
    low = stats.chi2.ppf(0.025, 2 * k) / 2 if k else 0.0
    out["poisson"].append({"count": k, "low": float(low), "high": float(stats.chi2.ppf(0.975, 2 * k + 2) / 2)})
out["t"] = [{"freedom": f, "value": float(stats.t.ppf(0.975, f))} for f in [1, 2, 5, 10, 30, 100, 1000]]
random.seed(7)
lists = [[1.0, 2.0], [3, 1, 4, 1, 5, 9, 2, 6], [round(random.lognormvariate(1, 1), 3) for _ in range(41)],
         [round(random.gauss(50, 8), 3) for _ in range(200)]]
out["mean"], out["median"], out["bootstrap"] = [], [], []
for l in lists:
    m = statistics.mean(l)
    lo, hi = stats.t.interval(0.95, len(l) - 1, loc=m, scale=statistics.stdev(l) / math.sqrt(len(l)))
    out["mean"].append({"values": l, "value": m, "low": float(lo), "high": float(hi)})
    s, n = sorted(l), len(l)
    r = 0
    while stats.binom.cdf(r, n, 0.5) <= 0.025: r += 1
    lo, hi = (s[r - 1], s[n - r]) if r else (s[0], s[-1])
    out["median"].append({"values": l, "value": statistics.median(l), "low": lo, "high": hi})
    if n > 5:
        b = stats.bootstrap((l,), statistics.fmean, method="percentile", n_resamples=9999, vectorized=False, random_state=1)
        out["bootstrap"].append({"values": l, "value": m, "low": float(b.confidence_interval.low), "high": float(b.confidence_interval.high)})
out["survival"] = []
for over, cens in [([5, 8, 12, 20], []), ([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]), ([3, 9, 14, 30], [10, 11, 40])]:
    e = stats.ecdf(stats.CensoredData.right_censored(over + cens, [False] * len(over) + [True] * len(cens)))
    q, p = e.sf.quantiles, e.sf.probabilities
    med = next((float(x) for x, y in zip(q, p) if y <= 0.5 + 1e-12 and x in over), None)
    out["survival"].append({"over": over, "not_over": cens, "value": med})
def frag(xs):
    n = len(xs); return 1 - sum((xs.count(v) / n) ** 2 for v in set(xs))
out["simpson"] = [{"values": v, "value": frag(v)} for v in [["a"], ["a", "a", "b", "c"], list("aabbccddee")]]
json.dump(out, open("tests/stats.json", "w"), indent=1)
