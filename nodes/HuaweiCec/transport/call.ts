/** The one way from a node to Huawei CEC. */
export { callEndpoint, inputFault, type CallOptions, type CallResult } from './callEndpoint';
export { callForFile, type FileResult } from './callForFile';
export { connect, type CallContext, type Connection } from './connection';
export { faultError } from './faultError';
