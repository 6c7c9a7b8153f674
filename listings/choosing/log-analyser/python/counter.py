from collections import Counter

log = """\
10.0.0.7 - - [30/Nov/2026:06:25:24 +0000] "GET /tea HTTP/1.1" 200 512
10.0.0.8 - - [30/Nov/2026:06:25:24 +0000] "GET / HTTP/1.1" 200 512
10.0.0.7 - - [30/Nov/2026:06:25:25 +0000] "GET / HTTP/1.1" 200 512
10.0.0.9 - - [30/Nov/2026:06:25:27 +0000] "GET /menu HTTP/1.1" 200 512
"""

hits = Counter(line.split('"')[1].split()[1] for line in log.splitlines())
for path, count in hits.most_common(2):
    print(count, path)
