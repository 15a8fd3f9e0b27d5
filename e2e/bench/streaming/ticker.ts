/** Sends the text in pieces on time, whatever the page is doing; what is late queues there. */
interface Order {
  text: string
  /** Characters a piece. */
  piece: number
  /** Milliseconds between pieces. */
  every: number
  /** As the bytes of a server's stream, ready to be read; otherwise as strings. */
  encoded: boolean
}

const encoder = new TextEncoder()

function serverEvent(text: string, last: boolean): Uint8Array {
  const candidate = {
    content: { role: 'model', parts: [{ text }] },
    ...(last && { finishReason: 'STOP' }),
    index: 0,
  }
  const response = { candidates: [candidate], modelVersion: 'bench' }
  return encoder.encode(`data: ${JSON.stringify(response)}\r\n\r\n`)
}

onmessage = ({ data }: MessageEvent<Order>) => {
  const { text, piece, every, encoded } = data
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - began) / every)
    for (; sent < due && sent * piece < text.length; sent++) {
      const part = text.slice(sent * piece, (sent + 1) * piece)
      postMessage(encoded ? serverEvent(part, false) : part)
    }
    if (sent * piece < text.length) return
    clearInterval(timer)
    if (encoded) postMessage(serverEvent('', true))
    postMessage(null)
  }, every / 2)
}
