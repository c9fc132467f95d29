"""Reading: functions shaped like one page, with the area as an argument and a total order; they never write."""
