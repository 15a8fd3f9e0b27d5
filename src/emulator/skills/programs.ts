/** Small programs, one per language, that do with the prompt's topic what this demo does: count words. */

interface Program {
  asked: RegExp
  /** Name after the fence. */
  fence: string
  write(topic: string): string
}

const programs: Program[] = [
  {
    asked: /\b(?:typescript|ts)\b/i,
    fence: 'typescript',
    write: (topic) => `/** Counts how often each word occurs, most frequent first. */
export function frequencies(text: string): [string, number][] {
  const counts = new Map<string, number>()
  for (const word of text.toLowerCase().match(/\\p{L}+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])
}

console.log(frequencies('${topic} and more ${topic}'))`,
  },
  {
    asked: /\b(?:javascript|js|node)\b/i,
    fence: 'javascript',
    write: (topic) => `// Counts how often each word occurs.
function frequencies(text) {
  return Object.groupBy(text.toLowerCase().match(/\\p{L}+/gu) ?? [], (word) => word)
}

for (const [word, all] of Object.entries(frequencies('${topic} and more ${topic}'))) {
  console.log(word.padEnd(12), all.length)
}`,
  },
  {
    asked: /\brust\b/i,
    fence: 'rust',
    write: (topic) => `use std::collections::BTreeMap;

fn main() {
    let text = "${topic} and more ${topic}";
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    for (word, count) in &counts {
        println!("{word:<12} {count}");
    }
}`,
  },
  {
    asked: /\b(?:golang|go (?:code|function|program))\b|\bin go\b/i,
    fence: 'go',
    write: (topic) => `package main

import (
	"fmt"
	"strings"
)

func main() {
	counts := map[string]int{}
	for _, word := range strings.Fields("${topic} and more ${topic}") {
		counts[word]++
	}
	fmt.Println(counts)
}`,
  },
  {
    asked: /\bsql\b/i,
    fence: 'sql',
    write: (topic) => `-- The ten most frequent words about ${topic}.
SELECT word, COUNT(*) AS uses
FROM words
WHERE topic = '${topic}'
GROUP BY word
ORDER BY uses DESC
LIMIT 10;`,
  },
  {
    asked: /\b(?:html|css|web ?page)\b/i,
    fence: 'html',
    write: (topic) => `<!doctype html>
<title>${topic}</title>
<style>
  body { font: 16px/1.5 system-ui; max-width: 40rem; margin: 2rem auto; }
</style>
<h1>${topic}</h1>
<p>A page with nothing else to load.</p>`,
  },
  {
    asked: /\b(?:bash|shell|terminal)\b/i,
    fence: 'bash',
    write: (topic) => `#!/usr/bin/env bash
# The ten most frequent words of ${topic}.txt
tr -cs '[:alpha:]' '\\n' < "${topic}.txt" | sort -f | uniq -ci | sort -rn | head`,
  },
]

const python: Program = {
  asked: /\bpython\b/i,
  fence: 'python',
  write: (topic) => `from collections import Counter


def frequencies(text: str) -> list[tuple[str, int]]:
    """How often each word occurs, most frequent first."""
    return Counter(text.lower().split()).most_common()


for word, count in frequencies("${topic} and more ${topic}"):
    print(f"{word:<12} {count}")`,
}

/** A fenced program in the language asked for, in Python where none is named. */
export function program(prompt: string, topic: string): string {
  const { fence, write } = programs.find(({ asked }) => asked.test(prompt)) ?? python
  return `\`\`\`${fence}\n${write(topic.replace(/[^\p{L}\p{N}-]/gu, ''))}\n\`\`\``
}
