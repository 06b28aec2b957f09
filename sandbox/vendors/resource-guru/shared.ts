import { type Problem, unprocessable } from '../../refusal';
import type { Behaviour, Call } from '../../vendor';
import type { Records, User } from './records';

export type GuruCall = Call<Records>;
export type Behaviours = Record<string, Behaviour<Records>>;

/** There is one account. */
export const ACCOUNT_ID = 1;

export const idOf = (call: GuruCall): number => Number(call.path.id);

/** The stamps of a record made now. */
export function madeBy(call: GuruCall) {
	const now = call.now.toISOString();
	const userId = call.identity.userId;
	return { creator_id: userId, last_updated_by: userId, created_at: now, updated_at: now };
}

/** The stamps of a record changed now. */
export const changedBy = (call: GuruCall) => ({
	last_updated_by: call.identity.userId,
	updated_at: call.now.toISOString(),
});

export const nameOf = (user: User): string => `${user.first_name} ${user.last_name}`;

/** `c0ffee` as answers show it, `#c0ffee`; null and undefined as they are. */
export const colorOf = <T extends string | null | undefined>(color: T) =>
	(typeof color === 'string' && !color.startsWith('#') ? `#${color}` : color) as T;

/** Collects what is wrong with a record, so that one answer names every field. */
export class Checks {
	private readonly problems: Problem[] = [];

	that(holds: boolean, field: string, message: string): void {
		if (!holds) this.problems.push({ field, message: `${field} ${message}` });
	}

	/** Fields of text that may be left out, but not blank. */
	notBlank(text: string | null | undefined, field: string): void {
		if (text !== undefined) this.that((text ?? '').trim() !== '', field, "can't be blank");
	}

	/** An id that may be left out or null, but not lead nowhere. */
	exists(record: object | undefined, id: number | null | undefined, field: string): void {
		const missing = record === undefined || ('deleted' in record && record.deleted === true);
		this.that(id === undefined || id === null || !missing, field, `${id} does not exist`);
	}

	/** Ids of active users. */
	users(records: Records, ids: number[] | undefined, field: string): void {
		for (const id of ids ?? []) this.exists(records.users.find(id), id, field);
	}

	/** @throws Refusal 422 when anything was wrong */
	done(): void {
		if (this.problems.length > 0) throw unprocessable(...this.problems);
	}
}
