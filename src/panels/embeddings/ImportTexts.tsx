export function ImportTexts() {
  return null
}
