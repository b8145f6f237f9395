/** `T`, or `never` where `T` is `any`: a type that collapsed to `any` would let every sample compile. */
export type NotAny<T> = 0 extends 1 & T ? never : T;
