print("fullstrict")
