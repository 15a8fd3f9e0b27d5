/** A kernel source imported with `?wasm`: the compiled module, base64. */
declare module '*?wasm' {
  const base64: string
  export default base64
}
