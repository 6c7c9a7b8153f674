import subprocess
import sys

forecast = [sys.executable, "-c", "print('rain until noon')"]

result = subprocess.run(forecast)
print("kept:", result.stdout)

result = subprocess.run(forecast, capture_output=True, text=True)
print("kept:", result.stdout.strip())
