import threading


def main():
    clerks = []
    for guest in ["Ann", "Bo", "Cem"]:
        bring = lambda: print("tea for", guest)
        clerks.append(threading.Thread(target=bring))

    for clerk in clerks:
        clerk.start()
        clerk.join()


main()
