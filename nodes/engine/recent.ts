/** Remembers the latest values, up to a limit: the oldest is forgotten first. */
export class Recent<T> {
	private readonly values = new Set<T>();

	constructor(private readonly limit: number) {}

	has(value: T): boolean {
		return this.values.has(value);
	}

	add(value: T): void {
		this.values.add(value);
		const [oldest] = this.values;
		if (this.values.size > this.limit && oldest !== undefined) this.values.delete(oldest);
	}

	/** Takes a value back, as if it had never been added. */
	delete(value: T): void {
		this.values.delete(value);
	}
}
