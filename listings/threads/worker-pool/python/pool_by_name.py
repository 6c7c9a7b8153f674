from concurrent.futures import ThreadPoolExecutor

orders = ["12", "twelve", "9"]

with ThreadPoolExecutor(max_workers=2) as pool:
    answers = [pool.submit(int, order) for order in orders]

for order, answer in zip(orders, answers):
    try:
        print(order, "->", answer.result())
    except ValueError:
        print(order, "-> no number")
