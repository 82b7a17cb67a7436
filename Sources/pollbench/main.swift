print("pollbench")
