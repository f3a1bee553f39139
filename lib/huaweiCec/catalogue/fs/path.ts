/** Where CC-FS keeps all its interfaces (reference/huawei §3). */
export const CCFS = '/CCFS/resource/ccfs';
