#!/usr/bin/env bash
# sentences.sh [SEED] [COUNT]: draws COUNT (100) random sentences from comments, pages and messages to
# users, for a review of their English. The same SEED (1) draws the same sentences from the same files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

git ls-files --cached --others --exclude-standard \
    '*.swift' '*.md' '*.sh' '*.c' Makefile .ci/run | LC_ALL=C sort | perl -e '
use strict;
use warnings;
my ($seed, $count) = @ARGV;
my @found;    # [file, line, sentence]

# Splits a paragraph, given with its file and first line, into sentences.
sub add {
    my ($file, $line, $text) = @_;
    $text =~ s/\s+/ /g;
    for my $sentence (split /(?<=[.!?])\s+(?=["`A-Z0-9(])/, $text) {
        my @words = $sentence =~ /\b[A-Za-z]{2,}\b/g;
        push @found, [$file, $line, $sentence] if @words >= 3;
    }
}

# Comments: adjacent lines form one paragraph. A comment begins with `$mark`.
sub comments {
    my ($file, $mark, @lines) = @_;
    my ($start, $text) = (0, "");
    for my $number (1 .. @lines + 1) {
        my $line = $lines[$number - 1] // "";
        if ($line =~ /^\s*$mark ?(.*)$/ and $1 !~ /^(!|swift-format-ignore|MARK:|swift-tools)/) {
            my $rest = $1;
            if ($text eq "" or $rest =~ /^\s*(- |$)/) {
                add($file, $start, $text) if $text ne "";
                ($start, $text) = ($number, $rest);
            } else {
                $text .= " $rest";
            }
        } elsif ($text ne "") {
            add($file, $start, $text);
            $text = "";
        }
        # A comment after code.
        add($file, $number, $1) if $mark eq "\\/\\/+" and $line =~ /\S.*[^:"]\/\/ (.*)$/ and $line !~ /^\s*\/\//;
    }
}

# String literals of at least four words, because users may read them.
sub messages {
    my ($file, @lines) = @_;
    for my $number (1 .. @lines) {
        next if $lines[$number - 1] =~ /^\s*\/\//;
        while ($lines[$number - 1] =~ /"((?:[^"\\]|\\.)*)"/g) {
            my $text = $1;
            add($file, $number, $text) if $text =~ /[a-z]+ [a-z]+.* .* /;
        }
    }
}

# Paragraphs and list items, without headings, tables and code.
sub page {
    my ($file, @lines) = @_;
    my ($start, $text, $code) = (0, "", 0);
    for my $number (1 .. @lines + 1) {
        my $line = $lines[$number - 1] // "";
        $code = !$code if $line =~ /^\s*```/;
        if ($code or $line =~ /^(\s*```|#|\||    |\s*$)/ or $line =~ /^\s*([-*]|\d+\.) /) {
            add($file, $start, $text) if $text ne "";
            $text = "";
            next if $code or $line !~ /^\s{0,3}([-*]|\d+\.) /;
        }
        ($start, $text) = $text eq "" ? ($number, $line) : ($start, "$text $line");
    }
}

while (my $file = <STDIN>) {
    chomp $file;
    open my $handle, "<", $file or next;
    chomp(my @lines = <$handle>);
    if ($file =~ /\.md$/) { page($file, @lines) }
    elsif ($file =~ /\.swift$/) {
        comments($file, "\\/\\/+", @lines);
        messages($file, @lines) if $file =~ /^Sources\/(Reporting|OriginCheck|fullstrict)\//;
    }
    elsif ($file =~ /\.c$/) { comments($file, "(?:\\/\\/|\\/?\\*)", @lines) }
    else { comments($file, "#", @lines) }
}

srand $seed;
for my $index (reverse 1 .. $#found) {
    my $other = int rand($index + 1);
    @found[$index, $other] = @found[$other, $index];
}
$count = @found if $count > @found;
printf "%3d  %s:%d\n     %s\n", $_, @{ $found[$_ - 1] } for 1 .. $count;
printf "%d of %d sentences, seed %s\n", $count, scalar @found, $seed;
' "${1:-1}" "${2:-100}"
