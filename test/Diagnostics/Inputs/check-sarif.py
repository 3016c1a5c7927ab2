# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a SARIF log as lines after looking whether it has what SARIF 2.1.0 asks for. Usage: check-sarif.py FILE"""
import json
import sys
import urllib.parse


def place(location):
    physical = location["physicalLocation"]
    region = physical.get("region", {})
    uri = urllib.parse.unquote(physical["artifactLocation"]["uri"]).split("/")[-1]
    assert all(isinstance(value, int) and value > 0 for value in region.values()), region
    return f"{uri}:{region.get('startLine', 0)}:{region.get('startColumn', 0)}-{region.get('endColumn', 0)}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        log = json.load(file)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    print("tool", driver["name"])
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    for rule in driver["rules"]:
        assert rule["help"]["text"] and rule["shortDescription"]["text"] and rule["name"], rule
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error"), rule
    print("rules", " ".join(rules))
    for result in run["results"]:
        assert result["level"] in ("none", "note", "warning", "error"), result
        assert "ruleId" not in result or result["ruleId"] in rules, result
        where = " ".join(place(each) for each in result.get("locations", []))
        print(result["level"], result.get("ruleId", "-"), where, result["message"]["text"])
        for related in result.get("relatedLocations", []):
            print("  related", place(related), related["message"]["text"])
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for each in change["replacements"]:
                    print("  fix", each["deletedRegion"]["startColumn"], each["insertedContent"]["text"])


main()
