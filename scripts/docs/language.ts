/** The languages the documents are written in. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both. */
export type Words = Readonly<Record<Language, string>>;

/** Where the pages of a language stand; links inside one language are the same in both. */
export const PAGES_OF: Words = { en: 'docs', zh: 'docs/zh-CN' };
