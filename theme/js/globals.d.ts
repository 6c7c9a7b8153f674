/** The language of the edition: theme/build.mjs puts it in. There is none where a source is read as it is, as in tests. */
declare const LANG: "en" | "ru" | undefined;
