/** The scanner ships no types; these two are what check-package.ts uses. */
declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	/** The files of a checkout that the scanner reads. */
	export const SOURCE_FILE_PATTERNS: string[];

	/** @param packageDir absolute; "nothing to lint" counts as passed and is said in `message`. */
	export function analyzePackage(
		packageDir: string,
		filePatterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
