/** Monday to Sunday of a week, counted from the present one. The examples run in UTC. */
export function weekFrom(weeks: number): string[] {
	const now = new Date();
	const monday = now.getUTCDate() - ((now.getUTCDay() + 6) % 7) + 7 * weeks;
	return Array.from({ length: 7 }, (_, day) =>
		new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), monday + day))
			.toISOString()
			.slice(0, 10),
	);
}
