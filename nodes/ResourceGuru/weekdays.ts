/** Days of the week as Resource Guru counts them (docs.txt L180-190). */
export const weekdays = {
	1: 'Monday',
	2: 'Tuesday',
	3: 'Wednesday',
	4: 'Thursday',
	5: 'Friday',
	6: 'Saturday',
	0: 'Sunday',
};
