/** The Chat workspace, not built yet. */
export default function Chat() {
  return <p className="p-4 text-ui text-mute">Chat is being built. Prompt runs single requests already.</p>
}
