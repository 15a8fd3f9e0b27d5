/** The Embeddings workspace, not built yet. */
export default function Embeddings() {
  return <p className="p-4 text-ui text-mute">Embeddings are being built.</p>
}
