# A table of marks out of three results of one chapter, and below it what the attempt is told.
def sign: {"passed": "✓", "wrong": "✗", "not implemented": "○", "crashed": "!", "timed out": "…"}[.] // "?";
def mark: "<td class=\"\(.state | gsub(" "; "-"))\"><span aria-hidden=\"true\">\(.state | sign)</span> "
  + "\(.state)<span class=\"points\">\(.points) of \(.max)</span></td>";
def total: "<td><b>\(.points) of \(.max)</b></td>";

[$solution[0], $untouched[0], $attempt[0]] as $results
| "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"marks of \($solution[0].chapter)\"><table>",
  "<caption>\($solution[0].chapter): state and points of every exercise</caption>",
  "<thead><tr><th scope=\"col\">exercise</th><th scope=\"col\">solution</th><th scope=\"col\">untouched</th><th scope=\"col\">attempt</th></tr></thead><tbody>",
  (range($solution[0].exercises | length) as $i
    | "<tr><th scope=\"row\">\($solution[0].exercises[$i] | "\(.number) \(.name)" | @html)</th>"
      + ([$results[].exercises[$i] | mark] | add) + "</tr>"),
  "</tbody><tfoot><tr><th scope=\"row\">points</th>" + ([$results[] | total] | add) + "</tr></tfoot></table></div>",
  ($attempt[0].exercises[] | select(.hint)
    | "<div class=\"hint\"><h4>What the attempt is told about \("\(.number) \(.name)" | @html)</h4><ul>",
      (.arrays[] | select(.message) | "<li>\(.message | @html)</li>"),
      "</ul><p><b>Hint:</b> \(.hint.text | @html)</p></div>")
