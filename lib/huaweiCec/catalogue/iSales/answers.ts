/** Nothing but the result code. */
export const DONE = { kind: 'done' } as const;

/** What was made or found, most often its id (reference/huawei §2, response envelope). */
export const RETURN_OBJECT = { kind: 'one', at: 'returnObject' } as const;

export const DATA_OBJECT = { kind: 'one', at: 'data' } as const;

export const DATA_ROWS = { kind: 'rows', rows: 'data', total: 'totalCount' } as const;
