// Some browsers refuse without asking, others ask first; either way the page says what came of it.
export const copy = text => navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : false;
