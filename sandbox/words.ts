/** The entries of a list written with commas. */
export const words = (list: string): string[] => list.trim().split(/\s*,\s*/);

/** Invented people; the vendors employ the same, so that an example can lead across them. */
export const PEOPLE = words(`
	Ada Thornton, Bruno Keller, Chiara Lombardi, Dmitri Volkov, Elena Marchetti, Farid Haddad,
	Greta Lindqvist, Hugo Bernard, Imani Okafor, Jonas Weber, Katarina Novak, Liam Gallagher,
	Mei Tanaka, Nadia Rahman, Oscar Nilsson, Priya Raman, Quentin Dubois, Rosa Delgado,
	Samuel Osei, Tara Whitfield, Ulrich Brandt, Valentina Rossi, Wesley Carter, Ximena Flores,
	Yusuf Demir, Zoe Hartman, Anton Petrov, Beatriz Sousa, Callum Fraser, Dalia Amsel
`);

/** `Ada Thornton` as the first and last name and the address that the vendors know her by. */
export function personOf(name: string) {
	const [firstName = '', lastName = ''] = name.split(' ');
	return { firstName, lastName, email: `${name.toLowerCase().replace(' ', '.')}@example.com` };
}
