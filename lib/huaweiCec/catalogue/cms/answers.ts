/** The result stands in `resultDesc`, a list (reference/huawei §4, common). */
export const RESULT_ROWS = { kind: 'rows', rows: 'resultDesc' } as const;

/** A list in pages; how many rows there are stands beside it. */
export const COUNTED_ROWS = { kind: 'rows', rows: 'resultDesc', total: 'count' } as const;

/** The result stands in `resultDesc`, one object. */
export const RESULT_OBJECT = { kind: 'one', at: 'resultDesc' } as const;

/** The interfaces of older consoles answer in `resultDatas` only (vendor's page cec_07_0708). */
export const OLD_RESULT_ROWS = { kind: 'rows', rows: 'resultDatas' } as const;
export const OLD_RESULT_OBJECT = { kind: 'one', at: 'resultDatas' } as const;
