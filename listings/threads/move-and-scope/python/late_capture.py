import threading

clerks = []
for guest in ["Ann", "Bo", "Cem"]:
    clerks.append(threading.Thread(target=lambda: print("tea for", guest)))

for clerk in clerks:
    clerk.start()
    clerk.join()
