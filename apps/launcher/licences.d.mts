/** Names each package that these modules belong to, with its licence and the texts that it comes with. */
export function licencesOf(modules: readonly string[]): string;
