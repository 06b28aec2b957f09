import fc from 'fast-check';
import { Recent } from '../../nodes/engine/recent';

test('remembers the latest values and forgets the oldest', () => {
	const recent = new Recent<number>(3);
	for (const id of [1, 2, 3, 4]) recent.add(id);
	expect([1, 2, 3, 4].map((id) => recent.has(id))).toEqual([false, true, true, true]);
});

test('a value that is taken back is as good as new', () => {
	const recent = new Recent<number>(3);
	recent.add(1);
	recent.delete(1);
	expect(recent.has(1)).toBe(false);
});

test('knows exactly the last so many different values, however they come', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(9)), (limit, ids) => {
			const recent = new Recent<number>(limit);
			// A value that is there already keeps its place, as a delivery that comes again does.
			const kept: number[] = [];
			for (const id of ids) {
				recent.add(id);
				if (!kept.includes(id)) kept.push(id);
				if (kept.length > limit) kept.shift();
			}
			for (let id = 0; id <= 9; id++) expect(recent.has(id)).toBe(kept.includes(id));
		}),
	);
});
